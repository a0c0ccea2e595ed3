/// JSON as we read and write it: strict in form, exact in numbers.
package dev.toolbridge.service.json;
