// What a client of the official library needs to log its user in: it remembers what it registered and was given, says
// which page to visit, and waits for the browser to come back.
import { createServer } from 'node:http';

export class Login {
  #cameBack = Promise.withResolvers();
  #kept = {};

  async listen() {
    this.server = createServer((request, response) => {
      response.end('Logged in.');
      this.#cameBack.resolve(new URL(request.url, this.redirectUrl).searchParams.get('code'));
    });
    await new Promise((listening) => this.server.listen(0, '127.0.0.1', listening));
    this.redirectUrl = `http://127.0.0.1:${this.server.address().port}/callback`;
    return this;
  }

  // The code that the browser came back with.
  async code() {
    const code = await this.#cameBack.promise;
    this.server.close();
    return code;
  }

  get clientMetadata() {
    return { client_name: 'An older client', redirect_uris: [this.redirectUrl], token_endpoint_auth_method: 'none' };
  }

  redirectToAuthorization(page) {
    console.error(`Please visit:\n${page}\n`);
  }

  clientInformation() {
    return this.#kept.client;
  }

  saveClientInformation(client) {
    this.#kept.client = client;
  }

  tokens() {
    return this.#kept.tokens;
  }

  saveTokens(tokens) {
    this.#kept.tokens = tokens;
  }

  codeVerifier() {
    return this.#kept.verifier;
  }

  saveCodeVerifier(verifier) {
    this.#kept.verifier = verifier;
  }
}
