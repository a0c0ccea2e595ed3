/// The sign-in of people with a browser at the identity provider, for every page of the server.
package dev.toolbridge.token.login;
