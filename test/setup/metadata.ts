// TypeGraphQL reads the metadata that its decorators leave: it must be there before the first of them runs.
import "reflect-metadata";
