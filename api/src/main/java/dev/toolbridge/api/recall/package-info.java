/// Recalls memories: the best by their words and by the trust that they deserve now.
package dev.toolbridge.api.recall;
