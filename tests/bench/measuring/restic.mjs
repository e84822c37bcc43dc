import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bytesBelow } from "./folder.mjs";
import { measure } from "./process.mjs";

/** A restic repository of version 2, new, with a cache of its own. */
export class Repository {
  #path;
  #environment;
  #source;
  #files;

  /** @param files how many each backup must take, or it is an error */
  static async create(folder, source, files) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const repository = new Repository();
    repository.#source = source;
    repository.#files = files;
    repository.#path = join(folder, "repository");
    repository.#environment = {
      RESTIC_REPOSITORY: repository.#path,
      RESTIC_CACHE_DIR: join(folder, "cache"),
      RESTIC_PASSWORD: "bench",
    };
    await repository.#run("init", "--repository-version", "2");
    return repository;
  }

  /** Backs the source up; what was measured, and the bytes of the repository after it. */
  async backUp() {
    const measured = await this.#run("backup", "--json", this.#source);
    const summary = JSON.parse(measured.output.trimEnd().split("\n").at(-1));
    if (summary.total_files_processed !== this.#files)
      throw new Error(
        `restic took ${summary.total_files_processed} files of ${this.#files}`,
      );
    return { ...measured, bytes: bytesBelow(this.#path) };
  }

  #run(...args) {
    return measure("restic", args, this.#environment);
  }
}
