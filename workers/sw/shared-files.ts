import { SHARED_FILES_CACHE, SHARED_NAME_HEADER } from '../../src/domain/contracts/offline.ts';

/**
 * Keeps the files of a share for the page that opens next, and sends the browser to the import page.
 * The page takes the copies out as it starts; a share that replaces an untaken one drops it.
 */
export async function receiveShared(request: Request, scope: string): Promise<Response> {
  const form = await request.formData();
  await caches.delete(SHARED_FILES_CACHE);
  const cache = await caches.open(SHARED_FILES_CACHE);
  const files = form.getAll('files').filter((entry) => entry instanceof File);
  for (const [index, file] of files.entries()) {
    const headers = {
      'content-type': file.type || 'application/octet-stream',
      [SHARED_NAME_HEADER]: encodeURIComponent(file.name),
    };
    await cache.put(new URL(`shared/${index}`, scope).href, new Response(file, { headers }));
  }
  return Response.redirect(new URL('./?shared=1#/import', scope).href, 303);
}
