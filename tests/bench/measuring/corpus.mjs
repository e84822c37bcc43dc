import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";

const HOST = "api.atlassian.com";
const PAGE = 500;

/**
 * Writes each object of the simulated site as one file, 500 to a folder. An object is the simulator's answer without
 * what is the same for all objects of a type (its type, avatar, links) and without rendered values: near to what a backup
 * keeps, so that restic is not made to read more than we do.
 * @returns files written and their bytes
 */
export async function writeCorpus(folder, site, hostsFile) {
  const { hosts, authorityPem } = JSON.parse(readFileSync(hostsFile, "utf8"));
  const agent = new Agent({ ca: authorityPem, keepAlive: true });
  const [address, port] = hosts[HOST].split(":");
  const ask = (query) =>
    post(
      { agent, host: address, port, servername: HOST, path: searchPath(site) },
      { qlQuery: query },
    );
  let [files, bytes, last] = [0, 0, 0];
  for (;;) {
    const { values } = await ask(
      `objectSchemaId = ${site.schemas[0].id} AND objectId > ${last} ORDER BY Key ASC`,
    );
    if (values.length === 0) break;
    const page = join(folder, String(files / PAGE));
    mkdirSync(page, { recursive: true });
    for (const object of values) {
      const text = JSON.stringify(slim(object));
      writeFileSync(join(page, `${object.id}.json`), text);
      bytes += Buffer.byteLength(text);
    }
    files += values.length;
    last = values.at(-1).id;
  }
  agent.destroy();
  return { files, bytes };
}

const searchPath = (site) =>
  `/jsm/assets/workspace/${site.workspaceId}/v1/object/aql?startAt=0&maxResults=${PAGE}&includeAttributes=true`;

function slim({ objectType, avatar, _links, attributes, ...object }) {
  return {
    ...object,
    objectTypeId: objectType.id,
    attributes: attributes.map((attribute) => ({
      objectTypeAttributeId: attribute.objectTypeAttributeId,
      values: attribute.objectAttributeValues.map(
        ({ value, referencedObject, user, group, status }) =>
          referencedObject?.id ??
          user?.key ??
          group?.name ??
          status?.id ??
          value,
      ),
    })),
  };
}

function post(options, body) {
  return new Promise((done, failed) => {
    const call = request(
      {
        ...options,
        method: "POST",
        auth: "admin@acme.example:valid-token",
        headers: { Host: HOST, "Content-Type": "application/json" },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.on("end", () =>
          answer.statusCode === 200
            ? done(JSON.parse(text))
            : failed(new Error(`${answer.statusCode} ${text.slice(0, 500)}`)),
        );
      },
    );
    call.on("error", failed);
    call.end(JSON.stringify(body));
  });
}
