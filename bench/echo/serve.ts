/** Our echo server in a process of its own. Prints its port, ends when stdin ends. */
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { openTranscript } from "../../src/echo/transcript.ts";

const transcript = openTranscript(() => performance.now(), false);
await using endpoint = await openEndpoint({ transport: "tcp4" }, transcript);
console.log(endpoint.address.port);
await new Promise((resolve) => void process.stdin.resume().on("end", resolve));
