/// The end of an account, by the user's own wish.
package dev.toolbridge.api.account;
