/// The only exception for an expected refusal.
package dev.toolbridge.service.error;
