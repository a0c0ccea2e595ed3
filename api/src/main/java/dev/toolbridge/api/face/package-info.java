/// The interface of the FlukeBase clients before: their paths, their JSON and whole numbers as ids, over the same
// stores.
package dev.toolbridge.api.face;
