/// A request for a page: who asks, in which words, and the frame around what is shown.
package dev.toolbridge.console.visit;
