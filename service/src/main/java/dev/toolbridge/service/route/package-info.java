/// Route tables as values: what a route reads, answers, needs and counts as, and the pages of lists.
package dev.toolbridge.service.route;
