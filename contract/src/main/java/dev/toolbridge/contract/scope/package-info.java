/// The scopes there are, and what a credential grants by them.
package dev.toolbridge.contract.scope;
