package dev.toolbridge.api.store;

public class Innocent {
}
