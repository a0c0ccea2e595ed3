/// The API as programs on a user's machine call it: requests with limits of time and size, and refusals as sentences.
package dev.toolbridge.connect.api;
