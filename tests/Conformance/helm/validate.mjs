// Holds rendered objects against the models of Kubernetes: what is needed is there, and has the right type.
// Argument: {"files": [path, ...]}, each a stream of YAML documents.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseAllDocuments } from "yaml";

const load = createRequire(import.meta.url);
const packages = { "monitoring.coreos.com": "@kubernetes-models/prometheus-operator" };
const say = (what) => console.log(JSON.stringify(what));

for (const file of JSON.parse(process.argv[2]).files) {
  for (const object of parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS())) {
    const origin = packages[object.apiVersion.split("/")[0]] ?? "kubernetes-models";
    const Model = load(`${origin}/${object.apiVersion}/${object.kind}`)[object.kind];
    try {
      new Model(object).validate();
      say({ what: "good", file, kind: object.kind });
    } catch (error) {
      say({ what: "bad", file, kind: object.kind, text: error.message });
    }
  }
}
