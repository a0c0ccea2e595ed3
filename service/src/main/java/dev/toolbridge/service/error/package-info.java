/// How a rule says no: the one exception that stands for an expected refusal.
package dev.toolbridge.service.error;
