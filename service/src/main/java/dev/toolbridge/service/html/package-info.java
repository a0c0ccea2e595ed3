/// Pages of HTML that servers show to people.
package dev.toolbridge.service.html;
