/// The paths, the JSON and the numbers that FlukeBase clients know, over the stores of projects.
package dev.toolbridge.api.face;
