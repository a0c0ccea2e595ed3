/// The style as a test: sizes, names, words, comments, and the allowed imports.
package dev.toolbridge.tests.style;
