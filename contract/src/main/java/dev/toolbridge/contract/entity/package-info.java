/// The entity table: one small file per entity type, and the list of them all.
package dev.toolbridge.contract.entity;
