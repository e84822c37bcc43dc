import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";

const HOST = "api.atlassian.com";
const PAGE = 500;

/**
 * A plain reader of a site's only schema: one page of 500 objects after another, by offset, as anybody's script does it. It keeps nothing.
 * @returns objects read and seconds
 */
export async function readOneByOne(site, hostsFile) {
  const { hosts, authorityPem } = JSON.parse(readFileSync(hostsFile, "utf8"));
  const [host, port] = hosts[HOST].split(":");
  const agent = new Agent({ ca: authorityPem, keepAlive: true });
  const started = performance.now();
  let objects = 0;
  for (let isLast = false; !isLast;) {
    const page = await post(
      {
        agent,
        host,
        port,
        servername: HOST,
        path: `/jsm/assets/workspace/${site.workspaceId}/v1/object/aql?startAt=${objects}&maxResults=${PAGE}&includeAttributes=true`,
      },
      { qlQuery: `objectSchemaId = ${site.schemas[0].id} ORDER BY Key ASC` },
    );
    objects += page.values.length;
    isLast = page.isLast;
  }
  agent.destroy();
  return { objects, seconds: (performance.now() - started) / 1000 };
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
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () =>
          answer.statusCode === 200
            ? done(JSON.parse(Buffer.concat(parts)))
            : failed(new Error(`${answer.statusCode}`)),
        );
      },
    );
    call.on("error", failed);
    call.end(JSON.stringify(body));
  });
}
