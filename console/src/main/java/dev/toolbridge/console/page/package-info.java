/// The pages, a class for each: what it asks the API, and what it shows of the answers.
package dev.toolbridge.console.page;
