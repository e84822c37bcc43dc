// Holds recorded answers of the Assets API against Atlassian's published document (contract/schemas/README.md).
// Answers of a Data Center site are held against the document of Data Center, and so is what no document of Cloud names, where it
// was asked for with numbers as ids; calls of the platform are held against its OpenAPI document.
//   node check-answers.mjs FOLDER
// FOLDER holds what `--record-answers` wrote. ASSETSBACKUP_CONTRACT names the contract's folder, ASSETSBACKUP_NODE_MODULES
// a node_modules with ajv. Exit code 1: answers were refused; 2: something needed is missing.
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../../..");
const contract = process.env.ASSETSBACKUP_CONTRACT ?? resolve(repository, "../shared/contract");
const modules = process.env.ASSETSBACKUP_NODE_MODULES ?? join(repository, "frontend/node_modules");
const shownRefusals = 10;

function missing(what) {
  console.error(`missing: ${what}`);
  process.exit(2);
}

const folder = process.argv[2] ?? missing("the folder of recorded answers, as an argument");
const documents = ["cloud", "data-center"].map((face) => join(contract, `schemas/assets-${face}.json`));
const openApi = join(contract, "fixtures/jentic-public-apis/jira-cloud-platform.extract.openapi.json");
for (const document of [...documents, openApi]) if (!existsSync(document)) missing(document);
if (!existsSync(join(modules, "ajv"))) missing(`ajv in ${modules}`);

const Ajv = createRequire(join(modules, "x.js"))("ajv/dist/2020.js").default;
const ajv = new Ajv({ strict: false, validateFormats: false });
const [cloud, dataCenter] = documents.map(readDocument);
const platform = readOpenApi(openApi);

function readDocument(file) {
  const { endpoints, models } = JSON.parse(readFileSync(file, "utf8"));
  const responses = new Map(endpoints.map((endpoint) => [endpoint.operation, endpoint.response]));
  return { models, responses, validators: new Map() };
}

/** The validator for a response such as `ObjectType` or `z.array(ObjectType)`; null where the document names no model. */
function validatorFor({ models, validators }, response) {
  if (!validators.has(response)) {
    const [, list, single] = /^(?:z\.array\((\w+)\)|(\w+))$/.exec(response ?? "") ?? [];
    const model = models[list ?? single];
    validators.set(response, model ? ajv.compile(list ? { type: "array", items: model } : model) : null);
  }
  return validators.get(response);
}

/** A validator for each operation of the platform. Objects are open to unknown members, as answers are in real life. */
function readOpenApi(file) {
  const open = (name, value) => (name === "additionalProperties" && value === false ? true : value);
  const document = JSON.parse(readFileSync(file, "utf8"), open);
  ajv.addSchema({ $id: "platform", components: document.components });
  const validators = new Map();
  for (const { operationId, responses } of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const schema = responses["200"]?.content?.["application/json"]?.schema;
    if (schema) validators.set(operationId, ajv.compile(rooted(schema)));
  }
  return validators;
}

function rooted(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"platform#/'));
}

function validatorOf({ status, operation, switches, platform: isPlatform, dataCenter: isDataCenter }) {
  if (status >= 400) return validatorFor(cloud, "Errors");
  if (isPlatform) return platform.get(operation);
  if (isDataCenter) return validatorFor(dataCenter, dataCenter.responses.get(operation));
  const document = !cloud.responses.has(operation) && switches.partIdsAsNumbers ? dataCenter : cloud;
  return validatorFor(document, document.responses.get(operation));
}

let checked = 0;
let bent = 0;
let unnamed = 0;
const refusals = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".ndjson"))) {
  for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
    const answer = JSON.parse(line);
    const validate = validatorOf(answer);
    if (answer.breaksSchema) bent++;
    else if (!validate) unnamed++;
    else {
      checked++;
      if (!validate(answer.body)) refusals.push({ answer, errors: [...validate.errors] });
    }
  }
}

for (const { answer, errors } of refusals.slice(0, shownRefusals)) {
  console.log(`${answer.operation} ${answer.status}: ${ajv.errorsText(errors, { dataVar: "body" })}`);
}
console.log(`left out: ${bent} made under schema-breaking switches, ${unnamed} without a model in the document`);
console.log(`answers ${checked} checked, ${refusals.length} refused`);
process.exit(refusals.length > 0 ? 1 : 0);
