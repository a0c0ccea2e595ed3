package dev.toolbridge.api.store.write;

public class Innocent {
}
