/// The work that a request does to a space, its result, and the receipt that keeps the result for a second request.
package dev.toolbridge.api.write;
