/// How much somebody may ask for in how much time.
package dev.toolbridge.service.rate;
