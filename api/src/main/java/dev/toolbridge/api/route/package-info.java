/// What the tables of routes are made of: a line of the table, what it reads, and what it answers.
package dev.toolbridge.api.route;
