/// The style as a test: sizes, names, words, comments, and who may import whom.
package dev.toolbridge.tests.style;
