/** What opening an archive needs beside its bytes, and the refusals that all kinds of archives share. */
import { AppError } from '../core/error.ts'
import type { Bounds } from './bounds.ts'

export interface ArchiveContext {
  /** The file's harmless name, for messages. */
  readonly label: string
  readonly bounds: Bounds
  readonly password: string | null
}

export const encryptedArchive = (label: string): AppError =>
  new AppError('INPUT_UNREADABLE', `${label} is encrypted`, {
    hint: '--archive-password-file FILE names the file that holds its password',
  })

export const wrongPassword = (label: string): AppError =>
  new AppError('INPUT_UNREADABLE', `the password does not open ${label}`, {
    hint: '--archive-password-file FILE: the password is its first line',
  })

/** @param method the name of a way to pack or to filter */
export const unreadMethod = (method: string): AppError =>
  new AppError('INPUT_UNREADABLE', `the data is packed with ${method}, which is not read`, {
    hint: 'unpack it, and name the files in it',
  })
