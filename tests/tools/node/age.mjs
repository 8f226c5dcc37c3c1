// What tests ask of npm's age packages. Standard input: a JSON list of requests; output: answers.
import { readFileSync } from "node:fs";
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient }
    from "age-encryption";

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const text = (data) => Buffer.from(data).toString("base64");

const answers = {
    async vectors() {
        const vectors = await import("cctv-age");
        return Object.fromEntries(Object.entries(vectors).map(([name, data]) => [name, text(data)]));
    },
    async identity({ kind }) {
        const identity = await (kind === "hybrid" ? generateHybridIdentity : generateX25519Identity)();
        return { identity, recipient: await identityToRecipient(identity) };
    },
    async recipient({ identity }) {
        return identityToRecipient(identity);
    },
    async encrypt({ recipients, passphrase, data }) {
        const encrypter = new Encrypter();
        for (const recipient of recipients ?? []) encrypter.addRecipient(recipient);
        if (passphrase) {
            encrypter.setPassphrase(passphrase);
            encrypter.setScryptWorkFactor(10);
        }
        return text(await encrypter.encrypt(bytes(data)));
    },
    async decrypt({ identities, passphrase, file }) {
        const decrypter = new Decrypter();
        for (const identity of identities ?? []) decrypter.addIdentity(identity);
        if (passphrase) decrypter.addPassphrase(passphrase);
        return text(await decrypter.decrypt(bytes(file)));
    },
};

const results = [];
for (const { ask, ...request } of JSON.parse(readFileSync(0, "utf8"))) {
    try {
        results.push({ answer: await answers[ask](request) });
    } catch (error) {
        results.push({ error: String(error) });
    }
}
process.stdout.write(JSON.stringify(results));
