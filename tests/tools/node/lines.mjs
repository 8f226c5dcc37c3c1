// Answers requests until its input ends, one line of JSON each: `node lines.mjs SCRIPT`, where the
// script defines `answer`.
import { argv, stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

await import(pathToFileURL(argv[2]));
for await (const line of createInterface({ input: stdin })) {
    stdout.write(JSON.stringify(await globalThis.answer(JSON.parse(line))) + "\n");
}
