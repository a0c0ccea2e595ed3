import { randomUUID } from 'node:crypto';

// What the official client asks its application to keep and to do while a user logs in.
export class Login {
  redirectUrl;
  page;
  code;
  issuer;
  #client;
  #tokens;
  #verifier;
  #state = randomUUID();

  constructor(redirectUrl) {
    this.redirectUrl = redirectUrl;
  }

  get clientMetadata() {
    return {
      client_name: 'The official client',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  state = () => this.#state;
  clientInformation = () => this.#client;
  saveClientInformation = client => { this.#client = client; };
  tokens = () => this.#tokens;
  saveTokens = tokens => { this.#tokens = tokens; };
  codeVerifier = () => this.#verifier;
  saveCodeVerifier = verifier => { this.#verifier = verifier; };
  redirectToAuthorization = page => { this.page = page.href; };

  cameBack(parameters) {
    if (parameters.get('state') !== this.#state) {
      throw new Error('the browser came back from somewhere else');
    }
    this.code = parameters.get('code');
    this.issuer = parameters.get('iss');
  }

  replaceAccessToken(token) {
    this.#tokens = { ...this.#tokens, access_token: token };
  }
}
