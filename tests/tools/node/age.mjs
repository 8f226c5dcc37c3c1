// What tests ask of npm's age packages. Standard input: a JSON list of requests; output: answers.
import { argon2Sync, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient }
    from "age-encryption";

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const text = (data) => Buffer.from(data).toString("base64");

const hkdf = (key, info, size = 32) => Buffer.from(hkdfSync("sha256", key, "", info, size));

const answers = {
    // What a browser would compute from a code; docs/reference/seal.md is all it needs to know.
    async derive({ secret }) {
        const root = argon2Sync("argon2id", {
            message: Buffer.from(secret, "hex"), nonce: Buffer.from("vittne code v1\0\0"),
            parallelism: 1, tagLength: 32, memory: 65536, passes: 3,
        });
        const reply = hkdf(root, "vittne/code/v1/reply-secret");
        const id = (number) => {
            const info = Buffer.alloc(23);
            info.write("vittne/reply/v1/id/");
            info.writeUInt32BE(number, 19);
            return hkdf(reply, info, 16).toString("hex");
        };
        return {
            root: root.toString("hex"),
            reply_key_seed: hkdf(root, "vittne/code/v1/reply-key").toString("hex"),
            reply_secret: reply.toString("hex"),
            mailbox: hkdf(reply, "vittne/reply/v1/mailbox", 16).toString("hex"),
            reply_ids: [0, 1, 258].map(id),
        };
    },
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
