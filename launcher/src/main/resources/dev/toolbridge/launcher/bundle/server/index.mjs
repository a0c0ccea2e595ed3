// The bridge of the bundle: JSON-RPC on standard input and output, and the MCP server behind HTTP.
// Only messages are written to standard output; all that is for people goes to standard error.
import { setFlagsFromString } from "node:v8";
import { Delivery } from "./delivery.mjs";
import { Session } from "./session.mjs";
import { settings } from "./settings.mjs";
import { Upstream } from "./upstream.mjs";
import { fail, INVALID, LINE_BYTES_MAX, lines, methodOf, ownRevision, PARSE, write } from "./wire.mjs";

// A bridge waits most of its time: a third of its memory is worth more than speed.
setFlagsFromString("--optimize-for-size");

const ANSWERS_MAX_MS = 1200;
const FAREWELL_MAX_MS = 400;

const upstream = new Upstream(settings());
const session = new Session(upstream);
const underway = new Map();
let introduction = Promise.resolve();
let introducing = false;

function idsOf(message) {
  const all = Array.isArray(message) ? message : [message];
  return all.filter((each) => each?.method !== undefined && each?.id !== undefined).map((each) => each.id);
}

// A request that stands alone, or waits for the workspace, is cancelled by closing its connection.
function stopsHere(cancelled) {
  const found = underway.get(JSON.stringify(cancelled.params?.requestId));
  if (!found) return true;
  return found.cancel();
}

async function deliver(message, written) {
  const ids = idsOf(message);
  const delivery = new Delivery({ message, written, ids, upstream, session });
  ids.forEach((id) => underway.set(JSON.stringify(id), delivery));
  const isIntroduction = methodOf(message) === "initialize";
  if (introducing && !isIntroduction && !ownRevision(message)) await introduction;
  try {
    await delivery.run();
  } finally {
    ids.forEach((id) => underway.delete(JSON.stringify(id)));
  }
  if (methodOf(message) === "notifications/initialized") session.follow();
}

function take(line) {
  let message;
  try {
    message = JSON.parse(line);
  } catch {
    fail(null, PARSE, "the line is not one JSON value");
    return;
  }
  if (methodOf(message) === "notifications/cancelled" && stopsHere(message)) return;
  const work = deliver(message, line);
  if (methodOf(message) === "initialize") {
    introducing = true;
    introduction = work;
  }
}

for await (const line of lines(process.stdin)) {
  if (line === undefined) fail(null, INVALID, `a message has at most ${LINE_BYTES_MAX} bytes`);
  else if (line.trim() !== "") take(line);
}
const end = Date.now() + ANSWERS_MAX_MS;
while (underway.size > 0 && Date.now() < end) await new Promise((resume) => setTimeout(resume, 10));
await session.end(FAREWELL_MAX_MS);
process.exit(0);
