import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The lengths of all files below a folder, in bytes; what the file system adds is not in it. */
export function bytesBelow(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? bytesBelow(path) : statSync(path).size;
  }
  return bytes;
}
