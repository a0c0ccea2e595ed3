package dev.toolbridge.contract.entity;

public class Culprit {
    dev.toolbridge.service.config.Innocent used0;
}
