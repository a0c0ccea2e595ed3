/// The environment variables of a project: fetched, and brought into a `.env` or into a program.
package dev.toolbridge.connect.environment;
