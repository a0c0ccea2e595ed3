/// iCalendar (RFC 5545): the tasks of calendar programs.
package dev.toolbridge.moving.calendar;
