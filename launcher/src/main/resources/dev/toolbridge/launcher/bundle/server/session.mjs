// The session with the server. One that a restart ended is begun again, with the same revision and with what the client
// had asked for in it; the client does not notice.
import { messages } from "./upstream.mjs";
import { methodOf, write } from "./wire.mjs";

const AWAY_MS = 60_000;
const PAUSE_MS = 200;

export class Session {
  #introduction;
  #renewing;
  #watched = new Set();
  #level;
  #readers = new Set();
  #ids = 0;
  #followed;

  constructor(upstream) {
    this.upstream = upstream;
    this.opened = undefined;
  }

  static headersOf(opened) {
    if (!opened) return {};
    const version = { "MCP-Protocol-Version": opened.revision };
    return opened.id ? { ...version, "Mcp-Session-Id": opened.id } : version;
  }

  // Learns from an answer to the client.
  learn(request, response, answer) {
    const result = answer.result;
    if (result === undefined) return;
    const parameters = request.params ?? {};
    switch (methodOf(request)) {
      case "initialize":
        this.#introduction = request;
        this.opened = { id: response.headers.get("mcp-session-id"), revision: result.protocolVersion };
        break;
      case "resources/subscribe":
        this.#watched.add(parameters.uri);
        break;
      case "resources/unsubscribe":
        this.#watched.delete(parameters.uri);
        break;
      case "logging/setLevel":
        this.#level = parameters.level;
        break;
      case "tools/list":
        for (const tool of result.tools ?? []) if (tool.annotations?.readOnlyHint) this.#readers.add(tool.name);
        break;
    }
  }

  // Tells if a message may reach the server twice: only calls of tools change items.
  mayRepeat(message) {
    if (Array.isArray(message)) return false;
    if (methodOf(message) !== "tools/call") return true;
    const { name, arguments: given } = message.params ?? {};
    return this.#readers.has(name) || typeof given?.idempotency_key === "string";
  }

  // Begins a session in place of a lost one; all who miss it wait for the same.
  async renew(lost) {
    if (this.opened !== lost) return;
    this.#renewing ??= this.#begin(lost).finally(() => (this.#renewing = undefined));
    await this.#renewing;
  }

  async #begin(lost) {
    const parameters = { ...this.#introduction.params, protocolVersion: lost.revision };
    const initialize = { ...this.#introduction, id: this.#nextId(), params: parameters };
    const response = await this.upstream.post(JSON.stringify(initialize), {});
    let answer = {};
    for await (const text of messages(response)) {
      answer = JSON.parse(text);
      if (answer.id === initialize.id) break;
    }
    const revision = answer.result?.protocolVersion;
    if (revision === undefined) throw new Error(`the server began no session (status ${response.status})`);
    if (revision !== lost.revision) {
      const failure = new Error(`the server speaks revision ${revision} now, and no longer ${lost.revision}: start this client again`);
      throw Object.assign(failure, { isFinal: true });
    }
    this.opened = { id: response.headers.get("mcp-session-id"), revision };
    await this.#restore();
  }

  async #restore() {
    const wishes = [{ method: "notifications/initialized" }];
    if (this.#level) wishes.push({ id: this.#nextId(), method: "logging/setLevel", params: { level: this.#level } });
    for (const uri of this.#watched) wishes.push({ id: this.#nextId(), method: "resources/subscribe", params: { uri } });
    for (const wish of wishes) {
      const body = JSON.stringify({ jsonrpc: "2.0", ...wish });
      await (await this.upstream.post(body, Session.headersOf(this.opened))).text();
    }
  }

  // Follows the stream of messages that the server sends unasked, as long as the bridge runs.
  async follow() {
    for (let goesOn = true; goesOn; ) {
      try {
        goesOn = await this.#followOnce();
      } catch (failure) {
        goesOn = !failure.isFinal;
      }
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }

  async #followOnce() {
    const opened = this.opened;
    if (!opened?.id) return false;
    const headers = { ...Session.headersOf(opened), Accept: "text/event-stream" };
    const response = await this.upstream.send("GET", headers);
    if (response.status === 200) {
      this.#tellOfAGap(opened);
      for await (const text of messages(response)) write(text);
    } else await response.body?.cancel();
    if (response.status === 404) await this.renew(opened);
    return [200, 404].includes(response.status) || response.status >= 500;
  }

  // Nobody followed the subscriptions between two sessions: all that is watched may have changed.
  #tellOfAGap(opened) {
    if (this.#followed && this.#followed !== opened) {
      for (const uri of this.#watched) {
        write(JSON.stringify({ jsonrpc: "2.0", method: "notifications/resources/updated", params: { uri } }));
      }
    }
    this.#followed = opened;
  }

  async end(limitMs) {
    if (!this.opened?.id) return;
    try {
      await this.upstream.send("DELETE", Session.headersOf(this.opened), undefined, AbortSignal.timeout(limitMs));
    } catch {
      process.stderr.write("toolbridge: the session could not be ended; the server ends it later\n");
    }
  }

  #nextId() {
    return `toolbridge-bridge-${++this.#ids}`;
  }
}

// The time that one message waits for a workspace that is away.
export class Patience {
  #end = Date.now() + AWAY_MS;

  // Waits for a moment; false if the time is over.
  async pause(wishedMs = PAUSE_MS) {
    if (Date.now() + wishedMs >= this.#end) return false;
    await new Promise((resume) => setTimeout(resume, wishedMs));
    return true;
  }
}
