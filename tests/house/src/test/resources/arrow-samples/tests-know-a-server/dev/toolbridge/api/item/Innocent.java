package dev.toolbridge.api.item;

public class Innocent {
}
