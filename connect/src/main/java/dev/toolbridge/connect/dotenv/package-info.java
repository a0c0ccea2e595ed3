/// The file `.env` of a project: one block of it is ours, and everything else stays as it is, byte for byte.
package dev.toolbridge.connect.dotenv;
