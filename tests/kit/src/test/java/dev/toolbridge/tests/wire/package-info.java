/// HTTP from outside: requests, replies, tokens, and JSON compared by value.
package dev.toolbridge.tests.wire;
