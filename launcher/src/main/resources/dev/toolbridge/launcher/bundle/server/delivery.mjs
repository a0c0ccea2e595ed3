// The way of one message to the server, and of the answers to it back to the client. While the workspace is away the
// message waits; a request that may have been carried out is not sent again if that could change an item twice.
import { Patience, Session } from "./session.mjs";
import { messages, ownHeaders, wasNotSent } from "./upstream.mjs";
import { complain, fail, methodOf, ownRevision, REFUSED, write } from "./wire.mjs";

const LOST =
  "the connection to the workspace broke. It may have carried this out or not: read the items before you call again";

export class Delivery {
  #patience = new Patience();
  #abort = new AbortController();
  #isSent = false;
  #wasLost = false;

  constructor({ message, written, ids, upstream, session }) {
    this.message = message;
    this.written = written;
    this.open = new Set(ids.map((id) => JSON.stringify(id)));
    this.upstream = upstream;
    this.session = session;
  }

  // Stops the delivery without an answer; false if the server wants to be told.
  cancel() {
    const endsHere = ownRevision(this.message) !== undefined || !this.#isSent;
    this.cancelled = true;
    if (endsHere) this.#abort.abort();
    return endsHere;
  }

  async run() {
    for (let goesOn = true; goesOn && !this.cancelled; ) {
      const attempt = await this.#attempt();
      if (attempt.again !== undefined) {
        this.#isSent = false;
        goesOn = (await this.#patience.pause(attempt.pauseMs)) || this.#fail(attempt.again);
      } else if (attempt.lost !== undefined) goesOn = (await this.#repeats()) || this.#fail(attempt.lost);
      else goesOn = attempt.failed === undefined ? false : this.#fail(attempt.failed);
    }
  }

  // A workspace that was there at first is waited for from the moment of its loss.
  async #repeats() {
    if (!this.session.mayRepeat(this.message)) return false;
    if (!this.#wasLost) this.#patience = new Patience();
    this.#wasLost = true;
    return this.#patience.pause();
  }

  async #attempt() {
    const isApart = methodOf(this.message) === "initialize" || ownRevision(this.message) !== undefined;
    const opened = isApart ? undefined : this.session.opened;
    const headers = { ...Session.headersOf(opened), ...ownHeaders(this.message) };
    try {
      this.#isSent = true;
      const response = await this.upstream.post(this.written, headers, this.#abort.signal);
      return await this.#judge(response, opened);
    } catch (error) {
      if (this.cancelled) return {};
      if (error.isFinal) return { failed: error.message };
      if (wasNotSent(error)) return { again: `the workspace does not answer: ${this.upstream.remedy}` };
      return { lost: LOST };
    }
  }

  async #judge(response, opened) {
    const busy = `the workspace is not available (status ${response.status}): try again later`;
    switch (response.status) {
      case 200:
        return this.#pass(response);
      case 202:
      case 204:
        return {};
      case 401:
        return {
          failed: "the workspace refuses the token, which may have expired: enter a new one in the settings of this extension",
        };
      case 404:
        return opened ? this.#begunAgain(opened) : this.#refused(response);
      case 429:
      case 503:
        return { again: busy, pauseMs: pauseOf(response) };
      case 502:
      case 504:
        return { lost: busy };
      default:
        return this.#refused(response);
    }
  }

  // An answer to a question of the lost session has nobody to read it any more.
  async #begunAgain(lost) {
    await this.session.renew(lost);
    const isOver = methodOf(this.message) === "" && !Array.isArray(this.message);
    return isOver || methodOf(this.message) === "notifications/cancelled"
      ? {}
      : { again: "the session is lost", pauseMs: 0 };
  }

  async #pass(response) {
    for await (const text of messages(response)) {
      if (this.cancelled) return {};
      const answer = JSON.parse(text);
      if (Array.isArray(answer)) this.open.clear();
      else if (answer.method === undefined && this.open.delete(JSON.stringify(answer.id))) {
        this.session.learn(this.message, response, answer);
      }
      write(text);
      if (this.open.size === 0) return {};
    }
    return this.open.size === 0 ? {} : { lost: "the answer of the workspace ended early" };
  }

  // Passes on the reason of the server if it is an answer to this message.
  async #refused(response) {
    const text = await response.text();
    try {
      const answer = JSON.parse(text);
      if (this.open.has(JSON.stringify(answer.id))) {
        this.open.clear();
        write(text);
        return {};
      }
      const why = typeof answer.error === "string" ? answer.error : answer.error?.message;
      return { failed: `the server refused this with status ${response.status}${why ? `: ${why}` : ""}` };
    } catch {
      return { failed: `the server refused this with status ${response.status}: is that its address?` };
    }
  }

  #fail(why) {
    if (this.cancelled) return false;
    if (this.open.size === 0) complain(why);
    for (const id of this.open) fail(JSON.parse(id), REFUSED, why);
    return false;
  }
}

function pauseOf(response) {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
