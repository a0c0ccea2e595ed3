/// The work of a request in a space, its result, and the receipt that keeps the result for a second request.
package dev.toolbridge.api.write;
