package dev.toolbridge.contract;

public class Innocent {
}
