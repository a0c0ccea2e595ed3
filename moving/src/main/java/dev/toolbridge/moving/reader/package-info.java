/// The interface of readers: a source becomes a stream of items and of lines for the report.
package dev.toolbridge.moving.reader;
