// The server's end: requests by HTTP, and the messages in their answers.
import { methodOf, ownRevision } from "./wire.mjs";

const NAMES = { "tools/call": "name", "prompts/get": "name", "resources/read": "uri" };
const NOT_SENT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];
const PLAIN = /^[!-~]+( [!-~]+)*$/;

export class Upstream {
  constructor(settings) {
    this.settings = settings;
  }

  get remedy() {
    return `see that ${this.settings.url.origin} runs; a workspace of this machine is started with \`toolbridge up\``;
  }

  send(method, headers, body, signal) {
    return fetch(this.settings.url, {
      method,
      body,
      signal,
      redirect: "manual",
      headers: { ...this.settings.headers, ...headers, Authorization: `Bearer ${this.settings.token}` },
    });
  }

  post(body, headers, signal) {
    const types = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
    return this.send("POST", { ...types, ...headers }, body, signal);
  }
}

// Tells if a request that failed never reached the server.
export function wasNotSent(error) {
  const causes = [error?.cause, ...(error?.cause?.errors ?? [])];
  return causes.some((cause) => NOT_SENT.includes(cause?.code));
}

// The headers that repeat a message that stands alone (2026-07-28, Transports).
export function ownHeaders(message) {
  const revision = ownRevision(message);
  if (revision === undefined) return {};
  const name = message.params[NAMES[methodOf(message)]];
  const headers = { "MCP-Protocol-Version": String(revision), "Mcp-Method": encoded(methodOf(message)) };
  return typeof name === "string" ? { ...headers, "Mcp-Name": encoded(name) } : headers;
}

function encoded(value) {
  if (PLAIN.test(value) && !value.startsWith("=?base64?")) return value;
  return `=?base64?${Buffer.from(value, "utf8").toString("base64")}?=`;
}

// The messages of an answer, as they were written: one JSON value, or the data of server-sent events.
export async function* messages(response) {
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) {
    const text = await response.text();
    if (text.trim() !== "") yield text;
    return;
  }
  let data = [];
  for await (const line of textLines(response.body)) {
    if (line.startsWith("data:")) data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
    else if (line === "" && data.length > 0) {
      yield data.join("\n");
      data = [];
    }
  }
}

async function* textLines(body) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = parts.pop();
    yield* parts;
  }
}
