import { Login } from './login.mjs';
import { Wire } from './wire.mjs';
import { generations } from './generations.mjs';

// One session of the official client. Questions that the server asks are answered as the parameters say.
export class Session {
  #parameters;
  #library;
  #wire;
  #login;
  #client;
  #transport;
  #questions = [];
  #running = new Set();

  // token: a fixed one; without it, the client logs in when it is told to.
  constructor(callback, parameters) {
    this.#parameters = parameters;
    this.#library = generations[parameters.revision];
    this.#wire = new Wire(parameters.token);
    this.#login = parameters.token ? undefined : new Login(callback);
  }

  // Connects; where a login is needed first, says which page the browser has to open.
  async open() {
    const { transport, revision } = this.#parameters;
    this.#transport = new this.#library.transports[transport](...this.#way());
    this.#client = this.#library.client(revision, request => this.#answer(request));
    try {
      await this.#client.connect(this.#transport);
      return { session: this.#transport.sessionId };
    } catch (failed) {
      if (failed instanceof this.#library.UnauthorizedError && this.#login?.page) {
        return { page: this.#login.page };
      }
      throw failed;
    }
  }

  // Where the server is: an address, or a program to start.
  #way() {
    const { address, command, environment } = this.#parameters;
    return command
      ? [{ command: command[0], args: command.slice(1), env: environment, stderr: 'ignore' }]
      : [new URL(address), { authProvider: this.#login, fetch: this.#wire.fetch }];
  }

  cameBack(parameters) {
    this.#login.cameBack(parameters);
  }

  // Trades what the browser brought for tokens, and connects.
  async finish() {
    await this.#transport.finishAuth(this.#login.code, this.#login.issuer);
    return this.open();
  }

  // Calls a method of the client.
  async call({ method, parameters }) {
    const stop = new AbortController();
    this.#running.add(stop);
    try {
      return await this.#library.call(this.#client, method, parameters, { signal: stop.signal });
    } finally {
      this.#running.delete(stop);
    }
  }

  // Takes back all calls that run.
  abort() {
    this.#running.forEach(stop => stop.abort('the user changed their mind'));
  }

  // From now on the client has this access token, as after a long night or a change of settings.
  token({ token }) {
    if (this.#login) {
      this.#login.replaceAccessToken(token);
    } else {
      this.#wire.token = token;
    }
  }

  tokens() {
    return this.#login.tokens();
  }

  // What went over the wire, what was asked, and which session this is by now.
  seen() {
    return {
      session: this.#transport.sessionId,
      revision: this.#wire.revision,
      exchanges: this.#wire.exchanges,
      questions: this.#questions,
    };
  }

  async close() {
    await this.#client.close();
  }

  #answer(request) {
    this.#questions.push(request.params.message);
    return { action: 'accept', content: { confirm: this.#parameters.agrees } };
  }
}
