/// The edge of servers whose callers come with tokens and nothing else.
package dev.toolbridge.token.bearer;
