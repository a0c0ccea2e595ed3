/// Characters of texts that people and models must not overlook.
package dev.toolbridge.service.text;
