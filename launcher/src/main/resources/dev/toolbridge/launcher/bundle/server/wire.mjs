// The client's end: a JSON-RPC message on each line, in both directions.
export const PARSE = -32700;
export const INVALID = -32600;
export const REFUSED = -32000;
export const LINE_BYTES_MAX = 4 * 1024 * 1024;

const LINE_END = 10;

// The lines of the client; undefined for one that is too long.
export async function* lines(input) {
  let parts = [];
  let length = 0;
  for await (const chunk of input) {
    let begin = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, begin)) {
      length += end - begin;
      if (length <= LINE_BYTES_MAX) parts.push(chunk.subarray(begin, end));
      yield length > LINE_BYTES_MAX ? undefined : Buffer.concat(parts).toString("utf8");
      parts = [];
      length = 0;
      begin = end + 1;
    }
    length += chunk.length - begin;
    if (length <= LINE_BYTES_MAX) parts.push(chunk.subarray(begin));
    else parts = [];
  }
  if (length > 0) yield length > LINE_BYTES_MAX ? undefined : Buffer.concat(parts).toString("utf8");
}

// A client that is gone reads nothing any more.
process.stdout.on("error", () => process.exit(0));

// Writes one message as one line.
export function write(text) {
  process.stdout.write((/[\r\n]/.test(text) ? JSON.stringify(JSON.parse(text)) : text) + "\n");
}

export function fail(id, code, message) {
  write(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }));
}

export function methodOf(message) {
  return typeof message?.method === "string" ? message.method : "";
}

// The revision of a request that stands alone, without a session (2026-07-28).
export function ownRevision(message) {
  return message?.params?._meta?.["io.modelcontextprotocol/protocolVersion"];
}

export function complain(sentence) {
  process.stderr.write(`toolbridge: ${sentence}\n`);
}
