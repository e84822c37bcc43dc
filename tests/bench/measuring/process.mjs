import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 50;

/**
 * Runs a command to its end; a bad end is an error with what it wrote.
 * Seconds are those of the whole process, its start included. Peak memory is VmHWM of /proc, which the kernel itself
 * keeps; what the process adds in its last 50 ms may be missed.
 */
export function measure(command, args, environment = {}) {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let complaints = "";
    let peakMb = 0;
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (complaints += text));
    const looking = setInterval(
      () => (peakMb = Math.max(peakMb, peakMemory(child.pid))),
      LOOK_EVERY_MS,
    );
    child.on("error", failed);
    child.on("close", (code) => {
      clearInterval(looking);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) done({ seconds, peakMb, output });
      else
        failed(
          new Error(
            `${command} ${args.join(" ")} ended with ${code}\n${complaints}${output}`,
          ),
        );
    });
  });
}

/** In units of 1024 * 1024 bytes; 0 once the process is gone. */
function peakMemory(pid) {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(
      readFileSync(`/proc/${pid}/status`, "utf8"),
    );
    return kilobytes ? kilobytes[1] / 1024 : 0;
  } catch (gone) {
    if (gone.code === "ENOENT" || gone.code === "ESRCH") return 0;
    throw gone;
  }
}
